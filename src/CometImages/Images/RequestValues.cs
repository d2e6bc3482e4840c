using CometImages.Models;

namespace CometImages.Images;

/// <summary>The values of a request's fields. A field without a value isn't sent.</summary>
sealed class RequestValues
{
    readonly Dictionary<RequestField, object> _values;

    public RequestValues() => _values = [];

    public RequestValues(RequestValues other) => _values = new(other._values);

    /// <summary>Gets or sets the value of a field. Null means that the field isn't set.</summary>
    public object? this[RequestField field]
    {
        get => _values.TryGetValue(field, out object? value) ? value : null;
        set
        {
            if (value is null)
            {
                _values.Remove(field);
            }
            else
            {
                _values[field] = value;
            }
        }
    }

    /// <summary>Gets the number of fields that are set.</summary>
    public int Count => _values.Count;

    public T Get<T>(RequestField<T> field) => (T)this[field]!;

    public void Set<T>(RequestField<T> field, T value) => this[field] = value;

    /// <summary>Replaces the values that a model supports with the documented ones, which can differ in case.</summary>
    public void UseDocumentedValues(ImageModel model)
    {
        foreach (RequestField field in RequestField.All)
        {
            if (this[field] is string value)
            {
                this[field] = model.GetDocumentedValue(field, value);
            }
        }
    }
}
