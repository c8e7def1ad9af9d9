using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Control;

/// <summary>What a phone can be told to do, by name. Gives the id of the message or of the press.</summary>
internal static class PhoneActs
{
    public static JsonNode? Run(FakePhone phone, string act, JsonObject with)
    {
        string Text(string name) => (string?)with[name] ?? throw new ArgumentException($"{act} needs '{name}'", nameof(with));
        int Message() => (int?)with["message"] ?? throw new ArgumentException($"{act} needs 'message'", nameof(with));
        byte[] Bytes() => Convert.FromBase64String(Text("base64"));
        (double, double) Place() => ((double)with["latitude"]!, (double)with["longitude"]!);
        switch (act)
        {
            case "text":
                return phone.SendText(Text("text"));
            case "reply":
                return phone.Reply(Message(), Text("text"));
            case "edit":
                phone.Edit(Message(), Text("text"));
                return true;
            case "press":
                return with["message"] is null ? phone.Press(Text("button")) : phone.Press(Message(), Text("button"));
            case "press-old":
                return phone.PressData(Message(), Text("data"));
            case "photo":
                return phone.SendPhoto(Bytes(), (string?)with["caption"]);
            case "document":
                return phone.SendDocument(Bytes(), Text("name"), Text("type"), (string?)with["caption"]);
            case "location":
                var (latitude, longitude) = Place();
                return phone.SendLocation(latitude, longitude);
            case "contact":
                return phone.SendContact(Text("phone"), Text("name"));
            case "voice":
                return phone.SendVoice();
            case "sticker":
                return phone.SendSticker();
            case "open":
                phone.Open();
                return true;
            case "block":
                phone.Block();
                return true;
            case "unblock":
                phone.Unblock();
                return true;
            case "group-text":
                return phone.InGroup().SendText(Text("text"));
            default:
                throw new ArgumentException($"a phone cannot '{act}'", nameof(act));
        }
    }
}
