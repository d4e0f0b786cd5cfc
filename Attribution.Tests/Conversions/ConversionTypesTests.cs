using Attribution.Domain.Conversions;

namespace Attribution.Tests.Conversions;

public class ConversionTypesTests
{
    [Theory]
    [InlineData("sale", ConversionKind.Order)]
    [InlineData("policy_bound", ConversionKind.Order)]
    [InlineData("renewal", ConversionKind.Order)]
    [InlineData("signup", ConversionKind.Lead)]
    [InlineData("quote_request", ConversionKind.Lead)]
    [InlineData("upgrade", null)]
    public void A_built_in_type_is_an_order_or_a_lead(string type, ConversionKind? kind) => ConversionTypes.BuiltIn.KindOf(type).ShouldBe(kind);

    [Fact]
    public void A_store_declares_its_own()
    {
        var types = new ConversionTypes(new Dictionary<string, ConversionKind> { ["demo_booked"] = ConversionKind.Lead });

        types.IsLead("demo_booked").ShouldBeTrue();
        types.IsOrder("sale").ShouldBeTrue();
    }

    [Theory]
    [InlineData("Sale")]
    [InlineData("")]
    [InlineData("a-b")]
    [InlineData("sale\n")]
    [InlineData("a1234567890123456789012345678901234567890")]
    public void A_name_is_of_lower_case_letters_digits_and_underscores(string name) =>
        Should.Throw<ArgumentException>(() => new ConversionTypes(new Dictionary<string, ConversionKind> { [name] = ConversionKind.Lead }));
}
