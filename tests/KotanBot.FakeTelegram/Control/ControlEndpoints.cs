using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Control;

/// <summary>The phone side over HTTP, for clients that are not C# and for trials by hand. Not a part of Telegram.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app, FakeTelegram fake)
    {
        app.MapPost("/control/phones/{id:long}/{act}", (long id, string act, JsonObject? body, string? name, string? language) =>
            Tried(() => PhoneActs.Run(fake.Phone(id, name ?? "Sari", language ?? "id"), act, body ?? [])));
        app.MapGet("/control/phones/{id:long}", (long id) => Text(Shown(fake.Phone(id))));
        app.MapPost("/control/phones/{id:long}/wait", async (long id, JsonObject body) =>
        {
            var phone = fake.Phone(id);
            try
            {
                await phone.WaitForTextAsync((string)body["text"]!, TimeSpan.FromSeconds((double?)body["seconds"] ?? 10));
                return Text(Shown(phone));
            }
            catch (TimeoutException late)
            {
                return Results.Text(late.Message, statusCode: 408);
            }
        });
        app.MapGet("/control/requests", () => Text(new JsonArray([.. fake.Requests.Select(Logged)])));
        app.MapPost("/control/fail", (JsonObject body) => Tried(() =>
        {
            fake.FailNext((string)body["method"]!, (int)body["status"]!, (string)body["description"]!, (int?)body["retry_after"], (int?)body["times"] ?? 1, (long?)body["chat_id"]);
            return true;
        }));
        app.MapPost("/control/drop", (JsonObject body) => Tried(() =>
        {
            fake.DropNext((string)body["method"]!, (bool?)body["afterwards"] ?? false, (int?)body["times"] ?? 1);
            return true;
        }));
        app.MapPost("/control/redeliver/{id:long}", (long id) => Tried(() =>
        {
            fake.Redeliver(id);
            return true;
        }));
    }

    private static JsonObject Logged(LoggedRequest request) => new()
    {
        ["method"] = request.Method,
        ["status"] = request.Status,
        ["body"] = request.Body.DeepClone(),
        ["bytes_in"] = request.BytesIn,
        ["bytes_out"] = request.BytesOut,
    };

    private static JsonObject Shown(FakePhone phone) => new()
    {
        ["messages"] = new JsonArray([.. phone.Messages.Select(m => (JsonNode)m.Raw.DeepClone())]),
        ["toasts"] = new JsonArray([.. phone.Toasts.Select(t => (JsonNode)new JsonObject { ["id"] = t.CallbackId, ["text"] = t.Text, ["alert"] = t.IsAlert })]),
        ["actions"] = new JsonArray([.. phone.Actions.Select(a => JsonValue.Create(a))]),
    };

    private static IResult Tried(Func<JsonNode?> act)
    {
        try
        {
            return Text(new JsonObject { ["result"] = act() });
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or NullReferenceException)
        {
            return Results.Text(wrong.Message, statusCode: 400);
        }
    }

    private static IResult Text(JsonNode json) => Results.Text(json.ToJsonString(), "application/json");
}
