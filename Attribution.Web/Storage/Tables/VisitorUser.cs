using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>From when on a browser was used by a user: one row an identify that changed something.</summary>
internal sealed class VisitorUserRow
{
    public int StoreId { get; set; }

    public required string VisitorId { get; set; }

    public DateTimeOffset From { get; set; }

    public required string UserId { get; set; }
}

/// <summary>Who was seen with an e-mail address, which is kept only as an HMAC under the store's secret.</summary>
internal sealed class PersonEmailRow
{
    public int StoreId { get; set; }

    public required string EmailHmac { get; set; }

    public DateTimeOffset From { get; set; }

    public string VisitorId { get; set; } = "";

    public string UserId { get; set; } = "";
}

internal sealed class VisitorUserConfiguration : IEntityTypeConfiguration<VisitorUserRow>, IEntityTypeConfiguration<PersonEmailRow>
{
    public void Configure(EntityTypeBuilder<VisitorUserRow> visitor)
    {
        visitor.ToTable("VisitorUser");
        visitor.HasKey(v => new { v.StoreId, v.VisitorId, v.From });

        // Every browser of a user: the journey of a person.
        visitor.HasIndex(v => new { v.StoreId, v.UserId });
    }

    public void Configure(EntityTypeBuilder<PersonEmailRow> email)
    {
        email.ToTable("PersonEmail");
        email.HasKey(e => new { e.StoreId, e.EmailHmac, e.From, e.VisitorId, e.UserId });
    }
}
