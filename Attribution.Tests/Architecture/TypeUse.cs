using System.Reflection;
using System.Reflection.Emit;

namespace Attribution.Tests.Architecture;

/// <summary>Which types a type mentions: in its shape, and in the instructions of its methods.</summary>
internal static class TypeUse
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<int, OpCode> Codes =
        typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>Every type that <paramref name="type"/> mentions, generic arguments included, maybe more than once.</summary>
    public static IEnumerable<Type> Of(Type type)
    {
        MethodBase[] bodies = [.. type.GetMethods(Own), .. type.GetConstructors(Own)];
        IEnumerable<Type?> mentioned =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(Own).Select(field => field.FieldType),
            .. type.GetMethods(Own).Select(method => method.ReturnType),
            .. bodies.SelectMany(body => body.GetParameters()).Select(parameter => parameter.ParameterType),
            .. bodies.SelectMany(body => Operands(body).SelectMany(token => Named(body, token))),
        ];
        return mentioned.OfType<Type>().SelectMany(Unwrapped);
    }

    private static IEnumerable<Type> Unwrapped(Type type) => type.HasElementType
        ? Unwrapped(type.GetElementType()!)
        : [type, .. type.GetGenericArguments().SelectMany(Unwrapped)];

    private static IEnumerable<Type?> Named(MethodBase body, int token)
    {
        var ofType = body.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        var ofMethod = body.IsGenericMethod ? body.GetGenericArguments() : null;
        return body.Module.ResolveMember(token, ofType, ofMethod) switch
        {
            Type named => [named],
            MethodInfo called => [called.DeclaringType, .. called.GetGenericArguments()],
            var member => [member?.DeclaringType],
        };
    }

    // Metadata tokens in a body: what its instructions call, read, write or create.
    private static List<int> Operands(MethodBase body)
    {
        var tokens = new List<int>();
        var il = body.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < il.Length;)
        {
            var code = Codes[il[at] == TwoBytes ? (TwoBytes << 8) | il[at + 1] : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                tokens.Add(BitConverter.ToInt32(il, at));
            }

            at += Length(code.OperandType, il, at);
        }

        return tokens;
    }

    private static int Length(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
