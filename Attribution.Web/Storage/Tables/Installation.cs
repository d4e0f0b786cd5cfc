using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A person who signs in.</summary>
internal sealed class AppUser : IdentityUser
{
    /// <summary>The store shown where a URL names none.</summary>
    public int? LastStoreId { get; set; }
}

/// <summary>What a user may do in a store.</summary>
internal sealed class StoreMemberRow
{
    public int StoreId { get; set; }

    public required string UserId { get; set; }

    /// <summary>admin, analyst or viewer.</summary>
    public required string Role { get; set; }
}

/// <summary>A value this installation made for itself, such as the script's alias.</summary>
internal sealed class SettingRow
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}

/// <summary>Today's salt of the sessions of visitors who gave no consent. Destroyed after 48 hours, so that days never join.</summary>
internal sealed class DailySaltRow
{
    public int StoreId { get; set; }

    public DateOnly Day { get; set; }

    public required byte[] Salt { get; set; }
}

/// <summary>A key of ASP.NET Core's data protection: cookies outlive a restart.</summary>
internal sealed class DataProtectionKeyRow
{
    public int Id { get; set; }

    public string FriendlyName { get; set; } = "";

    public required string Xml { get; set; }
}

internal sealed class InstallationConfiguration :
    IEntityTypeConfiguration<StoreMemberRow>, IEntityTypeConfiguration<SettingRow>, IEntityTypeConfiguration<DailySaltRow>, IEntityTypeConfiguration<DataProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<StoreMemberRow> member)
    {
        member.ToTable("StoreMember");
        member.HasKey(m => new { m.StoreId, m.UserId });

        // The stores of a user: every page.
        member.HasIndex(m => m.UserId);
    }

    public void Configure(EntityTypeBuilder<SettingRow> setting)
    {
        setting.ToTable("Setting");
        setting.HasKey(s => s.Name);
    }

    public void Configure(EntityTypeBuilder<DailySaltRow> salt)
    {
        salt.ToTable("DailySalt");
        salt.HasKey(s => new { s.StoreId, s.Day });
    }

    public void Configure(EntityTypeBuilder<DataProtectionKeyRow> key)
    {
        key.ToTable("DataProtectionKey");
        key.HasKey(k => k.Id);
    }
}
