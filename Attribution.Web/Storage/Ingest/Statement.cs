using System.Data.Common;

namespace Attribution.Web.Storage.Ingest;

/// <summary>A command that is prepared on first use and stays so. Its parameters are <c>@0</c>, <c>@1</c>, … in order.</summary>
internal sealed class Statement(DbConnection connection, string sql) : IDisposable
{
    private DbCommand? command;

    public int Run(params ReadOnlySpan<object> values) => With(values).ExecuteNonQuery();

    public DbDataReader Read(params ReadOnlySpan<object> values) => With(values).ExecuteReader();

    /// <summary>The first column of the first row; null where there is none.</summary>
    public object? Value(params ReadOnlySpan<object> values) => With(values).ExecuteScalar() is { } value and not DBNull ? value : null;

    public void Dispose() => command?.Dispose();

    private DbCommand With(ReadOnlySpan<object> values)
    {
        if (command is null)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + i;
                command.Parameters.Add(parameter);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
