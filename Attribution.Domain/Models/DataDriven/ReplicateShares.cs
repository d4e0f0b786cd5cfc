using System.Buffers.Binary;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Shares of many replicates as compact text: little-endian 32-bit floats in base 64.</summary>
internal static class ReplicateShares
{
    public static string Write(IEnumerable<double> shares)
    {
        var floats = shares.Select(share => (float)share).ToArray();
        var bytes = new byte[floats.Length * sizeof(float)];
        for (var i = 0; i < floats.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), floats[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    public static float[] Read(string text)
    {
        var bytes = Convert.FromBase64String(text);
        var floats = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return floats;
    }
}
