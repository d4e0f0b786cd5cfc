using System.Reflection;
using System.Runtime.CompilerServices;
using Attribution.Domain.Models;

namespace Attribution.Tests.Architecture;

public class HouseRulesTests
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly Domain = typeof(IAttributionModel).Assembly;
    private static readonly Assembly Web = Assembly.Load("Attribution.Web");
    private static readonly string[] Shared = ["Storage", "Components", "Http", "CommandLine"];

    [Fact]
    public void The_domain_knows_nothing_but_the_system() =>
        Domain.GetReferencedAssemblies().Select(one => one.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void Every_value_of_the_domain_is_immutable()
    {
        var settable =
            from type in Domain.GetExportedTypes()
            from property in type.GetProperties(Own)
            where property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.Name}.{property.Name}";
        var writable =
            from type in Domain.GetExportedTypes()
            where !type.IsEnum
            from field in type.GetFields(Own)
            where field is { IsPublic: true, IsInitOnly: false, IsLiteral: false }
            select $"{type.Name}.{field.Name}";

        settable.Concat(writable).ShouldBeEmpty();
    }

    [Fact]
    public void Every_class_of_the_domain_is_sealed_or_a_closed_set() =>
        Domain.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsSealed: false } && type.GetConstructors().Length > 0)
            .ShouldBeEmpty();

    [Fact]
    public void No_method_is_async_void()
    {
        var offenders =
            from type in Domain.GetTypes().Concat(Web.GetTypes())
            from method in type.GetMethods(Own)
            where method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute))
            select $"{type.Name}.{method.Name}";

        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void Features_do_not_reach_into_each_other()
    {
        var crossings =
            from user in Web.GetTypes()
            let feature = Feature(user)
            where feature is not null && !Shared.Contains(feature)
            from used in TypeUse.Of(user)
            let other = Feature(used)
            where other is not null && other != feature && !Shared.Contains(other)
            select $"{feature}.{user.Name} uses {other}.{used.Name}";

        crossings.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void What_all_features_share_knows_no_feature()
    {
        var crossings =
            from user in Web.GetTypes()
            where Feature(user) is "Storage" or "Http"
            from used in TypeUse.Of(user)
            let other = Feature(used)
            where other is not null && !Shared.Contains(other)
            select $"{user.FullName} uses {used.FullName}";

        crossings.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_SQLites_own_stands_in_storage()
    {
        var uses =
            from user in Web.GetTypes()
            where Feature(user) is not "Storage"
            from used in TypeUse.Of(user)
            where used.FullName is { } name && name.Contains("Sqlite", StringComparison.Ordinal)
            select $"{user.FullName} uses {used.FullName}";

        uses.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_rules_see_what_a_method_and_its_async_body_use()
    {
        Type[] types = [typeof(Planted), .. typeof(Planted).GetNestedTypes(Own)];

        types.SelectMany(TypeUse.Of).ShouldContain(typeof(Version));
        types.SelectMany(TypeUse.Of).ShouldContain(typeof(UriBuilder));
        types.SelectMany(TypeUse.Of).ShouldNotContain(typeof(Random));
    }

    // Attribution.Web.Tracking.X belongs to Tracking; what stands at the root may name every feature.
    private static string? Feature(Type type) =>
        type.Assembly == Web && type.Namespace?.Split('.') is ["Attribution", "Web", var feature, ..] ? feature : null;

    private sealed class Planted
    {
        public static async Task<string> Names()
        {
            await Task.Yield();
            return new UriBuilder().Host;
        }

        public static IReadOnlyList<Version[]> Mentions() => [];
    }
}
