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
    public void A_built_in_type_is_an_order_or_a_lead(string type, ConversionKind? kind) => ConversionTypes.KindOf(type).ShouldBe(kind);

    [Theory]
    [InlineData("Sale")]
    [InlineData("")]
    [InlineData("a-b")]
    [InlineData("sale\n")]
    [InlineData("a1234567890123456789012345678901234567890")]
    public void A_name_is_of_lower_case_letters_digits_and_underscores(string name) => ConversionTypes.IsName(name).ShouldBeFalse();
}
