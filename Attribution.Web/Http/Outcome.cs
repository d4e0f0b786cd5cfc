namespace Attribution.Web.Http;

/// <summary>What came of a command: a value, or everything that is wrong, by field. What concerns no field stands under the empty name.</summary>
internal sealed record Outcome<T>(T? Value, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>The caller's role does not cover the command, or the store is not theirs.</summary>
    public static Outcome<T> Forbidden { get; } = Refuse("", "Your role in this store does not allow this. Ask an admin of the store.");

    public bool IsDone => Errors.Count == 0;

    public bool IsForbidden => ReferenceEquals(this, Forbidden);

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? this[string field] => Errors.GetValueOrDefault(field);

    public static Outcome<T> Done(T value) => new(value, new Dictionary<string, string>());

    public static Outcome<T> Refuse(string field, string error) => new(default, new Dictionary<string, string> { [field] = error });

    public static Outcome<T> Refuse(IReadOnlyDictionary<string, string> errors) => new(default, errors);
}

/// <summary>What follows a command.</summary>
internal static class Outcomes
{
    /// <summary>Does what follows a command, unless it was refused; answers what the command did.</summary>
    public static async Task<Outcome<T>> Then<T>(this Task<Outcome<T>> command, Func<Task> next)
    {
        var outcome = await command;
        if (outcome.IsDone)
        {
            await next();
        }

        return outcome;
    }

    /// <inheritdoc cref="Then{T}(Task{Outcome{T}}, Func{Task})"/>
    public static Task<Outcome<T>> Then<T>(this Task<Outcome<T>> command, Action next) => command.Then(() =>
    {
        next();
        return Task.CompletedTask;
    });
}

/// <summary>What a command answers that has nothing to tell but that it was done.</summary>
internal readonly record struct Nothing;

/// <summary>Collects what is wrong with a form, field by field; the first fault of a field is the one shown.</summary>
internal sealed class FieldFaults
{
    private readonly Dictionary<string, string> byField = [];

    public IReadOnlyDictionary<string, string> All => byField;

    public bool Any => byField.Count > 0;

    /// <summary>Notes a fault; null is none.</summary>
    public FieldFaults Add(string field, string? fault)
    {
        if (fault is not null)
        {
            byField.TryAdd(field, fault);
        }

        return this;
    }
}
