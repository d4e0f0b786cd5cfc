using Attribution.Web.Storage;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Attribution.Web.Telemetry;

/// <summary>Counts the pages that are held open.</summary>
internal sealed class CircuitCount(Instruments instruments) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        instruments.CircuitOpened();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        instruments.CircuitClosed();
        return Task.CompletedTask;
    }
}
