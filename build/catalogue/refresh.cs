#:property TreatWarningsAsErrors=false
#:property AnalysisLevel=none
#:property EnforceCodeStyleInBuild=false
#:property PublishAot=false

// Checks the channel catalogue and takes newer upstream lists into it. See README.md beside this file.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

var options = args.Where(arg => arg.StartsWith("--")).Select(arg => arg.Split('=', 2)).ToDictionary(pair => pair[0][2..], pair => pair.Length > 1 ? pair[1] : "");
var folder = options.GetValueOrDefault("data") ?? Path.Combine("Attribution.Domain", "Channels", "Data");
var before = Directory.Exists(folder) ? Catalogue.Read(folder) : throw new DirectoryNotFoundException($"{folder} is not there. Run this from the repository's root.");
var after = before;
if (options.TryGetValue("matomo", out var matomo))
{
    after = after.WithMatomo(matomo, Needed("matomo-revision"));
}

if (options.TryGetValue("crawlers", out var crawlers))
{
    after = after.WithCrawlers(crawlers, Needed("crawlers-revision"));
}

var faults = after.Faults();
foreach (var fault in faults)
{
    Console.Error.WriteLine($"fault: {fault}");
}

if (faults.Count > 0)
{
    Console.Error.WriteLine($"{faults.Count} faults. Nothing was written.");
    return 1;
}

after.PrintDifference(before);
if (args.Contains("--check"))
{
    var isSame = after.Manifest() == (File.Exists(Path.Combine(folder, "catalogue.json")) ? File.ReadAllText(Path.Combine(folder, "catalogue.json")) : "");
    Console.WriteLine(isSame ? $"The catalogue {after.Version} is whole." : "catalogue.json does not fit the files. Run without --check.");
    return isSame ? 0 : 1;
}

after.Write(folder);
Console.WriteLine($"Written: catalogue {after.Version}. Now run the tests of Channels: the known answers decide.");
return 0;

string Needed(string name) => options.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw new ArgumentException($"Say --{name}=<commit>, so that the notices name what was taken.");

sealed record Catalogue(SortedDictionary<string, string> Files, string MatomoRevision, string CrawlersRevision)
{
    private static readonly string[] Kinds = ["search", "social", "video", "shopping", "email", "ai", "audio", "affiliate", "ad_network", "news", "referral"];

    private const int MostRemoved = 75;

    // Origin and licence of every file: what is not listed here is not the catalogue's.
    private static readonly (string File, string Key, string Origin, string Licence)[] Known =
    [
        ("bot_user_agents.json", "", "monperrus/crawler-user-agents", "MIT"),
        ("click_ids.csv", "param", "ours", "CC0-1.0"),
        ("excluded_referrers.csv", "match", "ours", "CC0-1.0"),
        ("medium_words.json", "", "ours; two expressions published by Google Analytics", "CC0-1.0"),
        ("platforms.json", "", "ours", "CC0-1.0"),
        ("source_aliases.csv", "utm_source", "ours", "CC0-1.0"),
        ("source_apps.csv", "package", "matomo-org/searchengine-and-social-list and ours", "CC0-1.0"),
        ("source_names.csv", "source", "matomo-org/searchengine-and-social-list and ours", "CC0-1.0"),
        ("sources.csv", "match", "matomo-org/searchengine-and-social-list and ours", "CC0-1.0"),
    ];

    public string Version => Hash(string.Concat(Files.Select(file => $"{file.Key}\n{file.Value}\n")))[..12];

    public static Catalogue Read(string folder)
    {
        var manifest = Path.Combine(folder, "catalogue.json");
        var upstream = File.Exists(manifest) ? JsonDocument.Parse(File.ReadAllText(manifest)).RootElement.GetProperty("upstream") : default;
        string Revision(string name, string otherwise) => upstream.ValueKind == JsonValueKind.Object ? upstream.GetProperty(name).GetString()! : otherwise;
        var files = Known.ToDictionary(known => known.File, known => File.ReadAllText(Path.Combine(folder, known.File)));
        return new Catalogue(new SortedDictionary<string, string>(files, StringComparer.Ordinal), Revision("matomo", "3b3a82dc"), Revision("crawlers", "7c7f9f25"));
    }

    // Rows of ours stay, and win where both name a host. Of Matomo's: known rows keep source and name as they were given here, new ones are added at the
    // end of the file in the order of their hosts, and those that upstream took out go.
    public Catalogue WithMatomo(string folder, string revision)
    {
        var upstream = Upstream(folder);
        var rows = Csv.Rows(Files["sources.csv"]);
        var names = Csv.Rows(Files["source_names.csv"]);
        var byName = names.Skip(1).GroupBy(row => row[1], StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First()[0], StringComparer.OrdinalIgnoreCase);
        var ids = names.Skip(1).Select(row => row[0]).ToHashSet();
        var kept = rows.Where((row, place) => place == 0 || row[7] != "matomo" || upstream.ContainsKey(row[0]))
            .Select(row => row[7] == "matomo" ? (string[])[.. row[..5], upstream[row[0]].Keywords, upstream[row[0]].NeedsKeyword, "matomo"] : row).ToList();
        if (rows.Count - kept.Count > MostRemoved)
        {
            throw new InvalidDataException($"Upstream no longer has {rows.Count - kept.Count} of the hosts taken before; more than {MostRemoved} look like a list that was cut off. Look at it, and raise the limit if it is right.");
        }

        var known = rows.Select(row => row[0]).ToHashSet();
        foreach (var (match, entry) in upstream.Where(entry => !known.Contains(entry.Key)))
        {
            var id = byName.GetValueOrDefault(entry.Name) ?? Slug(entry.Name);
            if (ids.Add(id))
            {
                names.Add([id, entry.Name, entry.Kind, ""]);
            }

            var name = names.First(row => row[0] == id);
            kept.Add([match, id, name[1], name[2], name[3], entry.Keywords, entry.NeedsKeyword, "matomo"]);
        }

        var files = new SortedDictionary<string, string>(Files, StringComparer.Ordinal)
        {
            ["sources.csv"] = Csv.Text(kept),
            ["source_names.csv"] = Csv.Text([names[0], .. names.Skip(1).OrderBy(row => row[0], StringComparer.Ordinal)]),
        };
        return this with { Files = files, MatomoRevision = revision };
    }

    // Only what is looked for and the tags are kept: a pattern a line, in upstream's order.
    public Catalogue WithCrawlers(string file, string revision)
    {
        var lines = JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray().Select(entry =>
        {
            var tags = entry.TryGetProperty("tags", out var list) ? list.EnumerateArray().Select(tag => tag.GetString()).ToArray() : [];
            return JsonSerializer.Serialize(new { pattern = entry.GetProperty("pattern").GetString(), tags }, Json.Plain);
        });
        return this with
        {
            Files = new SortedDictionary<string, string>(Files, StringComparer.Ordinal) { ["bot_user_agents.json"] = $"[\n{string.Join(",\n", lines)}\n]\n" },
            CrawlersRevision = revision,
        };
    }

    public List<string> Faults()
    {
        List<string> faults = [];
        foreach (var (file, key, _, _) in Known.Where(known => known.File.EndsWith(".csv")))
        {
            var rows = Csv.Rows(Files[file]);
            var column = Array.IndexOf(rows[0], key);
            faults.AddRange(column < 0 ? [$"{file} has no column {key}"] : rows.CountBy(row => row[column]).Where(count => count.Value > 1).Select(count => $"{file}: {count.Key} stands there {count.Value} times"));
            faults.AddRange(rows.Where(row => row.Length != rows[0].Length).Select(row => $"{file}: {row[0]} has {row.Length} cells, not {rows[0].Length}"));
        }

        var names = Csv.Rows(Files["source_names.csv"]).Skip(1).Select(row => row[0]).ToHashSet();
        foreach (var file in (string[])["sources.csv", "source_aliases.csv", "source_apps.csv", "click_ids.csv"])
        {
            faults.AddRange(Csv.Rows(Files[file]).Skip(1).Where(row => !names.Contains(row[1])).Select(row => $"{file}: {row[0]} leads to {row[1]}, which has no name"));
        }

        faults.AddRange(Csv.Rows(Files["sources.csv"]).Skip(1).Where(row => !Kinds.Contains(row[3])).Select(row => $"sources.csv: {row[0]} is of the unknown kind {row[3]}"));
        faults.AddRange(Csv.Rows(Files["sources.csv"]).Skip(1).Where(row => !Regex.IsMatch(row[0], @"^\.?([a-z0-9_*-]+\.)+([a-z0-9-]+|\*)(/\S*)?$")).Select(row => $"sources.csv: {row[0]} is no host"));
        faults.AddRange(Csv.Rows(Files["sources.csv"]).Skip(1).Where(row => row[7] is not ("matomo" or "ours")).Select(row => $"sources.csv: {row[0]} has no origin"));
        faults.AddRange(JsonDocument.Parse(Files["bot_user_agents.json"]).RootElement.EnumerateArray().Select(entry => entry.GetProperty("pattern").GetString()!).Where(pattern => !IsExpression(pattern)).Select(pattern => $"bot_user_agents.json: {pattern} is no expression"));
        faults.AddRange(Files.Where(file => file.Value.Contains('\r') || file.Value.StartsWith('\uFEFF')).Select(file => $"{file.Key} is not plain UTF-8 with LF"));
        return faults;
    }

    public void PrintDifference(Catalogue before)
    {
        foreach (var (file, text) in Files)
        {
            var (old, now) = (before.Files[file].Split('\n').ToHashSet(), text.Split('\n').ToHashSet());
            var (added, removed) = (now.Except(old).ToList(), old.Except(now).ToList());
            Console.WriteLine($"{file,-24} {Rows(file, text),6:N0} rows {Encoding.UTF8.GetByteCount(text),8:N0} bytes  +{added.Count} -{removed.Count}");
            foreach (var line in added.Take(20).Select(line => "  + " + line).Concat(removed.Take(20).Select(line => "  - " + line)))
            {
                Console.WriteLine(line.Length > 160 ? line[..160] : line);
            }
        }
    }

    public string Manifest() => JsonSerializer.Serialize(
        new
        {
            version = Version,
            upstream = new { matomo = MatomoRevision, crawlers = CrawlersRevision },
            files = Known.Select(known => new { file = known.File, rows = Rows(known.File, Files[known.File]), bytes = Encoding.UTF8.GetByteCount(Files[known.File]), origin = known.Origin, licence = known.Licence, sha256 = Hash(Files[known.File]) }),
        },
        Json.Indented).ReplaceLineEndings("\n") + "\n";

    public void Write(string folder)
    {
        foreach (var (file, text) in Files.Append(new("catalogue.json", Manifest())))
        {
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    }

    private static SortedDictionary<string, (string Name, string Kind, string Keywords, string NeedsKeyword)> Upstream(string folder)
    {
        var found = new SortedDictionary<string, (string, string, string, string)>(StringComparer.Ordinal);
        foreach (var (file, kind, under) in new[] { ("SearchEngines.yml", "search", false), ("Socials.yml", "social", true), ("AIAssistants.yml", "ai", false) })
        {
            foreach (var (name, urls, keywords, isHidden) in Yaml.Blocks(File.ReadAllLines(Path.Combine(folder, file))))
            {
                foreach (var url in urls.Where(url => !url.StartsWith("android-app") && url.Contains('.') && !url.StartsWith("com.")))
                {
                    var match = MatchOf(url, under);
                    found.TryAdd(match, (name, kind, string.Join(' ', keywords), kind == "search" && !isHidden && keywords.Count > 0 ? "1" : "0"));
                }
            }
        }

        return found;
    }

    private static string MatchOf(string url, bool under)
    {
        var text = url.ToLowerInvariant().TrimEnd('/');
        text = text.StartsWith("www.") ? text[4..] : text;
        text = text.StartsWith("{}.") ? text[2..] : text;
        text = text.EndsWith(".{}") ? text[..^2] + "*" : text.Replace("{}", "*");
        return under && !text.StartsWith('.') && !text.Contains('*') && !text.Contains('/') ? "." + text : text;
    }

    private static string Slug(string name) => Regex.Replace(name.ToLower(CultureInfo.InvariantCulture), "[^a-z0-9]+", "-").Trim('-');

    private static int Rows(string file, string text) =>
        file.EndsWith(".csv") ? Csv.Rows(text).Count - 1 : JsonDocument.Parse(text).RootElement is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0;

    private static bool IsExpression(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

static class Json
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    public static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true };
}

// The little of YAML that the upstream lists use: names, and below them lists of texts, some of them named.
static class Yaml
{
    public static IEnumerable<(string Name, List<string> Urls, List<string> Keywords, bool IsHidden)> Blocks(IEnumerable<string> lines)
    {
        string name = "", list = "urls";
        (List<string> Urls, List<string> Keywords, bool IsHidden) block = ([], [], false);
        foreach (var line in lines.Append("End:"))
        {
            var text = line.Trim();
            if (text.Length == 0 || text.StartsWith('#') || text == "---")
            {
                continue;
            }

            var isName = !char.IsWhiteSpace(line[0]) && line[0] != '-' && text.EndsWith(':');
            if (isName || Regex.IsMatch(line, @"^  -(\s*$| \w+:)"))
            {
                if (block.Urls.Count > 0)
                {
                    yield return (name, block.Urls, block.Keywords, block.IsHidden);
                }

                block = ([], [], false);
                name = isName ? text[..^1].Trim('\'', '"') : name;
                list = "urls";
            }

            var key = Regex.Match(text, @"^(?:- )?(\w+):");
            if (!isName && key.Success && !text.StartsWith("- '"))
            {
                list = key.Groups[1].Value;
                block.IsHidden |= list == "hiddenkeyword";
            }
            else if (!isName && text.StartsWith("- "))
            {
                var value = text[2..].Trim().Trim('\'', '"');
                if (list == "urls")
                {
                    block.Urls.Add(value);
                }
                else if (list == "params" && !value.StartsWith('/'))
                {
                    block.Keywords.Add(value);
                }
            }
        }
    }
}

static class Csv
{
    public static List<string[]> Rows(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"' && quoted && at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(text[at++]);
            }
            else if (text[at] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && text[at] is ',' or '\n' && !quoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[at] == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                cell.Append(text[at]);
            }
        }

        return quoted || cell.Length > 0 || row.Count > 0 ? throw new InvalidDataException("A CSV file does not end with a whole line.") : rows;
    }

    public static string Text(IEnumerable<string[]> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(cell => cell.AsSpan().ContainsAny(",\"\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell)) + "\n"));
}
