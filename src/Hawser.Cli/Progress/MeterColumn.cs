using System.Runtime.CompilerServices;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hawser.Cli.Progress;

/// <summary>The figures behind a bar.</summary>
internal sealed class MeterColumn : ProgressColumn
{
    private static readonly ConditionalWeakTable<ProgressTask, TableMeter> Meters = [];

    protected override bool NoWrap => true;

    public static void Attach(ProgressTask bar, TableMeter meter) => Meters.Add(bar, meter);

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Meters.TryGetValue(task, out TableMeter? meter) ? meter.ToString() : "");
}
