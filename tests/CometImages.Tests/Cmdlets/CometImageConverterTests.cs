using System.Globalization;
using System.Management.Automation;
using CometImages.PowerShell.Binding;
using Xunit;

namespace CometImages.Tests.Cmdlets;

public sealed class CometImageConverterTests
{
    public static TheoryData<bool, bool?> Forms => new() { { true, true }, { true, false }, { true, null }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_object_or_a_row_of_strings_has_every_property(bool isText, bool? hasAlpha)
    {
        CometImage image = new()
        {
            Created = new DateTime(2026, 3, 12, 10, 38, 9, DateTimeKind.Local),
            Path = "/a/x.gif",
            Size = "20x10",
            Width = 20,
            Height = 10,
            HasAlpha = hasAlpha,
            OutputFormat = "gif",
            TotalTokens = 5,
        };
        PSObject row = new();
        foreach (PSPropertyInfo property in PSObject.AsPSObject(image).Properties)
        {
            object? value = isText ? Convert.ToString(property.Value, CultureInfo.InvariantCulture) : property.Value;
            row.Properties.Add(new PSNoteProperty(property.Name, value));
        }

        CometImage copy = CometImageConverter.FromPSObject(row);
        Assert.All(typeof(CometImage).GetProperties(), property => Assert.Equal(property.GetValue(image), property.GetValue(copy)));
    }
}
