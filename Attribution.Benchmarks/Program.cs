using Attribution.Benchmarks.Engine;
using Attribution.Benchmarks.Ingest;
using Attribution.Benchmarks.Recompute;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["ingest", .. var options])
{
    return await IngestBenchmark.Run(options);
}

if (args is ["engine"])
{
    EngineBenchmark.Run();
    return await RecomputeBenchmark.Run();
}

if (args is ["recompute"])
{
    return await RecomputeBenchmark.Run();
}

BenchmarkSwitcher.FromAssembly(typeof(IngestBenchmark).Assembly)
    .Run(args, DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
return 0;
