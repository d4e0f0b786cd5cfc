using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Storage;

internal static class StorageSetup
{
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        var provider = builder.Configuration["Storage:Provider"] ?? "sqlite";
        if (!provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException(
                provider.Equals("postgres", StringComparison.OrdinalIgnoreCase)
                    ? "Storage:Provider is postgres, which this version can't use yet. Set it to sqlite, or leave it out."
                    : $"Storage:Provider is '{provider}'. The only provider of this version is sqlite.");
        }

        var demo = builder.Configuration.GetValue<bool>("Demo");
        var connection = demo ? "Data Source=data/demo.db" : builder.Configuration.GetConnectionString("Attribution") ?? "Data Source=data/attribution.db";
        var file = SqliteFile.Of(connection, builder.Environment.ContentRootPath);

        var services = builder.Services;
        // By a factory, so that the container disposes it and frees the lock.
        services.AddSingleton(_ => file);
        services.AddSingleton(new DataFolder(file.Path));
        services.AddSingleton<WriteGate>();
        services.AddSingleton<WriteGateInterceptor>();
        services.AddSingleton<SqliteConnectionSetup>();
        services.AddDbContextFactory<SqliteAttributionDb>((provider, options) => options
            .UseSqlite(file.ConnectionString)
            .AddInterceptors(provider.GetRequiredService<WriteGateInterceptor>(), provider.GetRequiredService<SqliteConnectionSetup>()));
        services.AddScoped<AttributionDb>(scope => scope.GetRequiredService<SqliteAttributionDb>());
        services.AddSingleton<Database>();
        services.AddSingleton<StaleDatabase>();
        services.AddSingleton<ErasureFile>();
        services.AddSingleton<StoreDirectory>();
        services.AddSingleton<KeyDirectory>();
        services.AddSingleton<ModelDirectory>();
        services.AddSingleton<InstallationSettings>();
        services.AddSingleton<InstallationAlias>();
        services.AddSingleton<Signals>();
        services.AddSingleton<Forgetting>();
        services.AddMetrics();
        services.AddSingleton<Instruments>();
        services.TryAddTimeProvider();

        // Identity's tables depend on its options, so a command that opens the database without accounts needs them too.
        services.Configure<IdentityOptions>(ConfigureIdentity);
        services.AddDataProtection().SetApplicationName("Attribution");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(scope => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new DataProtectionKeys(scope.GetRequiredService<IDbContextFactory<SqliteAttributionDb>>())));
    }

    /// <summary>Claims the database for this process and brings its schema up to date.</summary>
    /// <exception cref="StartRefusedException">Another server has it, or it can't be written.</exception>
    public static async Task OpenStorage(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var file = services.GetRequiredService<SqliteFile>();
        file.Claim();
        try
        {
            await Open(services, cancellationToken);
        }
        catch (Exception fault) when (StorageFault.Why(fault) is not null)
        {
            throw new StartRefusedException($"{StorageFault.Why(fault)} {file.Path} is needed to start. Mend that and start again.");
        }
    }

    private static async Task Open(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<SqliteAttributionDb>>().CreateDbContextAsync(cancellationToken);
        // Most starts find the schema as it should be; migrating compares whole models before it finds that out.
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await db.Database.MigrateAsync(cancellationToken);
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        // A file or disk that can't be written is found out now, and not by the first hit. BEGIN IMMEDIATE would find out a file alone, as it
        // writes nothing; this puts a page into the log. The number is free: EF tells migrations by its own table, and nothing else reads it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA user_version=0", cancellationToken);
        await services.GetRequiredService<InstallationAlias>().Load(cancellationToken);
    }

    internal static void ConfigureIdentity(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.RequireUniqueEmail = true;
        options.Password.RequiredLength = 10;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    private static void TryAddTimeProvider(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(TimeProvider)))
        {
            services.AddSingleton(TimeProvider.System);
        }
    }
}
