"""Our spaCy components, and the only place that loads onnxruntime."""

import os
from typing import Any

from analysis.stand_ins import import_spacy

import_spacy()  # before any component imports it with all that it has

# onnxruntime 1.29 and later reads this once, when it is imported. Without it, it keeps an identifier and a store of
# events in the user's home, outside of Windows, and sends them to Microsoft (its docs/Privacy.md).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def load_graph(model: bytes | str) -> Any:
    """A session of an ONNX graph, from its bytes or its path."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # on Windows, where it does not look at the variable
    options = onnxruntime.SessionOptions()
    # One thread: the same bytes on every machine, and several processes do not fight for cores.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = (
        False  # hardly two texts have the same length: a plan for each takes longer than it saves
    )
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
