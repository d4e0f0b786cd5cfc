namespace Attribution.Domain.Journeys;

/// <summary>Whose touches a journey holds.</summary>
public enum JourneyScope
{
    /// <summary>Those of the converting session alone; where the conversion names none, of the person's last session that started at or before it.</summary>
    Session,

    /// <summary>All of the person's.</summary>
    Person,
}
