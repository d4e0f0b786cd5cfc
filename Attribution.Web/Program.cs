using Attribution.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.AddComponents();

var app = builder.Build();
app.UseComponents();
app.UseStatusCodePagesWithReExecute(Urls.NotFound, createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapComponents();
app.Run();
