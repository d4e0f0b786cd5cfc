namespace Attribution.Tests.Browser;

/// <summary>What a start refuses, and that it says what to do.</summary>
public class StartTests
{
    [Fact]
    public async Task A_second_server_on_the_same_file_refuses_to_start_and_says_why()
    {
        await using var first = await AppProcess.Start();

        var (code, said) = await AppProcess.Refused($"--ConnectionStrings:Attribution=Data Source={Path.Combine(first.Folder, "data", "attribution.db")}");

        code.ShouldBe(1);
        said.ShouldContain("Another server already runs on");
    }

    [Fact]
    public async Task Postgres_is_refused_with_a_clear_message()
    {
        var (code, said) = await AppProcess.Refused("--Storage:Provider=postgres");

        code.ShouldBe(1);
        said.ShouldContain("Storage:Provider is postgres");
        said.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--Tracking:Alias=health", "Tracking:Alias is 'health'")]
    [InlineData("--Tracking:Alias=account", "Tracking:Alias is 'account'")]
    [InlineData("--Proxy:Trusted:0=my-proxy", "Proxy:Trusted holds 'my-proxy'")]
    public async Task A_setting_that_can_not_be_used_ends_the_start_in_a_sentence(string setting, string expected)
    {
        var (code, said) = await AppProcess.Refused(setting);

        code.ShouldBe(1);
        said.ShouldContain(expected);
        said.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_partial_unattended_setup_ends_the_start_and_names_what_is_missing()
    {
        var (code, said) = await AppProcess.Refused("--Setup:AdminEmail=owner@shop.example");

        code.ShouldBe(1);
        said.ShouldContain("Setup:AdminPassword");
        said.ShouldContain("Setup:Store:Domains:0");
    }
}
