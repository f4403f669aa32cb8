"""How often the splines cross that Graphviz dot draws of the same charts, kept so that no test needs dot.

Each pair is (free, level). Free: links are ordinary edges, so that dot puts people on other levels than their rank and
parts the reports of one manager, which a chart of an organisation must not do. Level: links leave the levels alone
(`constraint=false`), as ours do. Measured anew by tests/benchmarks/test_decision_maps.py.
"""

from tests.decision_maps.charts import SIZES

REAL = dict(
    zip(
        SIZES,
        ((0, 1), (1, 6), (0, 8), (4, 60), (7, 68), (37, 158), (30, 271), (101, 683), (201, 1071), (254, 2339)),
        strict=True,
    )
)
"""By size, of `chart_of`."""
HELD_OUT = (
    (0, 0),
    (0, 1),
    (0, 0),
    (0, 6),
    (0, 21),
    (2, 15),
    (2, 19),
    (15, 59),
    (4, 81),
    (7, 45),
    (4, 30),
    (100, 236),
    (32, 213),
    (85, 189),
    (17, 109),
    (2, 2),
    (0, 4),
    (0, 1),
    (0, 6),
    (6, 64),
    (9, 34),
    (7, 38),
    (8, 48),
    (27, 98),
    (51, 123),
    (25, 232),
    (32, 82),
    (154, 548),
    (147, 580),
    (193, 904),
    (0, 3),
    (2, 8),
    (0, 8),
    (0, 8),
    (3, 12),
    (7, 88),
    (12, 92),
    (16, 113),
    (18, 60),
    (65, 242),
    (27, 182),
    (105, 403),
    (82, 377),
    (352, 1512),
    (340, 2113),
    (0, 1),
    (0, 3),
    (2, 56),
    (5, 21),
    (8, 34),
    (14, 72),
    (43, 310),
    (43, 196),
    (84, 429),
    (66, 250),
    (117, 736),
    (82, 656),
    (217, 848),
    (335, 1269),
    (642, 2340),
)
"""By number, of `held_out`."""
