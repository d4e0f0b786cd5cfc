using System.Net;
using System.Text.Json;

namespace Attribution.Tests.Faults;

/// <summary>A call as a client keeps it: to the letter the same each time it is sent.</summary>
/// <param name="Method">POST or PATCH.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="IsServer">Whether the shop's server sends it, with its secret key; else a page.</param>
/// <param name="Body">JSON.</param>
/// <param name="Note">Enters the answer into the books; true where the server knew of it already.</param>
internal sealed record Call(HttpMethod Method, string Path, bool IsServer, string Body, Func<HttpStatusCode, JsonElement, bool> Note);
