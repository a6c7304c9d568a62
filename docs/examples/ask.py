"""Signs in, makes an API key, and asks with both.

LUMOS_URL, LUMOS_EMAIL, LUMOS_PASSWORD, LUMOS_AGENT. Needs nothing but Python 3.
"""

import json
import os
import urllib.request
import uuid

url = os.environ["LUMOS_URL"]


def send(method, path, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = headers if body is None else {**headers, "content-type": "application/json"}
    return urllib.request.urlopen(urllib.request.Request(url + path, data, headers, method=method))


def events_of(response):
    """The data of server-sent events; the last is [DONE]."""
    for line in response:
        if line.startswith(b"data: {"):
            yield json.loads(line[len("data: ") :])


# The session: cookies.
account = {"email": os.environ["LUMOS_EMAIL"], "password": os.environ["LUMOS_PASSWORD"]}
signed_in = send("POST", "/api/auth/sign-in/email", {}, account)
cookies = [line.split(";")[0] for line in signed_in.headers.get_all("set-cookie")]
session = {"cookie": "; ".join(cookies)}

# A key, which is shown only now.
made = json.load(send("POST", "/api/keys", session, {"name": "Python", "scopes": ["agents"]}))
bearer = {"authorization": "Bearer " + made["key"]}

question = {
    "model": os.environ["LUMOS_AGENT"],
    "messages": [{"role": "user", "content": "Hello"}],
}
whole = json.load(send("POST", "/v1/chat/completions", bearer, question))
print("at once:", whole["choices"][0]["message"]["content"])

stream = send("POST", "/v1/chat/completions", bearer, {**question, "stream": True})
chunks = [chunk["choices"] for chunk in events_of(stream)]
print("streamed:", "".join(c[0]["delta"].get("content") or "" for c in chunks if c))

# A chat of the pages. Its events are those of the AI SDK's UI message stream.
message = {"id": "1", "role": "user", "parts": [{"type": "text", "text": "Hello"}]}
turn = send("POST", "/api/chat", session, {"id": str(uuid.uuid4()), "message": message})
print("chat:", "".join(e["delta"] for e in events_of(turn) if e["type"] == "text-delta"))

# Revokes the key.
send("DELETE", "/api/keys/" + made["id"], session)
