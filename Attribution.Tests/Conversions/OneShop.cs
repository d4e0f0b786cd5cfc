namespace Attribution.Tests.Conversions;

/// <summary>One app for a table of cases that don't get in each other's way.</summary>
public sealed class OneShop : IAsyncLifetime
{
    internal TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.Start();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
