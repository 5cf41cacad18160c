"""The only place that loads onnxruntime, whose telemetry is off (the folder's __init__)."""

from typing import Any


def load_graph(model: bytes | str) -> Any:
    """A session of an ONNX graph, from its bytes or its path."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # on Windows, where it does not look at the variable
    options = onnxruntime.SessionOptions()
    # One thread: the same bytes on every machine, and several processes do not fight for cores.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
