#!/usr/bin/env python3
"""Arrays as NumPy saves them, packed and not, in several types and orders.

    python3 Tests/Goldens/npz.py Tests/DatasetsTests/Goldens
"""

import pathlib
import sys

import numpy as np

folder = pathlib.Path(sys.argv[1])
arrays = {
    "doubles": np.array([[0.1, -2.5, 1e300], [np.pi, 0.0, -1e-300]]),
    "columns": np.asfortranarray(np.arange(24, dtype=float).reshape(2, 3, 4)),
    "floats": np.array([0.1, 2.5], dtype=np.float32),
    "halves": np.array([0.5, -65504.0, 6e-8], dtype=np.float16),
    "big": np.array([1.5, -3.25], dtype=">f8"),
    "bytes": np.array([[-128, 127]], dtype=np.int8),
    "words": np.array([65535, 1], dtype=np.uint16),
    "longs": np.array([-5, 2**40]),
    "truths": np.array([True, False]),
    "scalar": np.array(7.5),
    "empty": np.zeros((0, 3)),
}
np.savez(folder / "plain.npz", **arrays)
np.savez_compressed(folder / "packed.npz", **arrays)
np.save(folder / "alone.npy", arrays["doubles"])
np.savez(folder / "words.npz", words=np.array(["a", "b"]))
