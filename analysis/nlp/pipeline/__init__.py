"""Our spaCy components. Importing any of them keeps onnxruntime from sending telemetry."""

import os

# onnxruntime 1.29 and later reads this once, when it is imported. Without it, it keeps an identifier and a store of
# events in the user's home, outside of Windows, and sends them to Microsoft (its docs/Privacy.md).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
