using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>Touches of one visitor with gaps below the store's session timeout.</summary>
internal sealed class SessionRow
{
    public int StoreId { get; set; }

    public required string SessionId { get; set; }

    public required string VisitorId { get; set; }

    public string UserId { get; set; } = "";

    public Guid FirstTouchId { get; set; }

    public Guid LastTouchId { get; set; }

    public int TouchCount { get; set; }

    /// <summary>When its first touch happened: the visit counts on that day, under that touch's channel.</summary>
    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset LastActivityAt { get; set; }

    public int Seconds { get; set; }

    public int Pages { get; set; }

    /// <summary>Whether a server named it: such a session is taken as it is, never split or joined.</summary>
    public bool IsStated { get; set; }

    /// <summary>
    /// The session that took its touches when a late touch showed that the two are one; empty for a session of its own. Kept without
    /// visitor, user and touches, as browsers and orders may still name it.
    /// </summary>
    public string MergedInto { get; set; } = "";
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> session)
    {
        session.ToTable("AttributionSession");
        session.HasKey(s => new { s.StoreId, s.SessionId });

        session.Property(s => s.IsStated).HasDefaultValue(false);
        session.Property(s => s.MergedInto).HasDefaultValue("");

        // The visits of a day: the snapshot job.
        session.HasIndex(s => new { s.StoreId, s.StartedAt });

        // The live session of a browser, which is one of its last: every hit without a session of its own. By start, as that hardly ever
        // changes: activity then moves no entry of an index.
        session.HasIndex(s => new { s.StoreId, s.VisitorId, s.StartedAt });

        // The sessions of a user: journeys of scope session for an order that was matched by user. A query has to say that there is one.
        session.HasIndex(s => new { s.StoreId, s.UserId, s.StartedAt }).HasFilter("\"UserId\" <> ''");
    }
}
