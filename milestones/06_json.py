import json

print(json.dumps({"a": 1}))
print(json.loads('{"list": [1, 2.5, null, true], "text": "\\u00e9"}'))
print(json.dumps({"nested": {"b": [1, 2, {"c": None}]}, "x": 1.5}, indent=2, sort_keys=True))
try:
    json.loads("{broken")
except json.JSONDecodeError as error:
    print(error)
