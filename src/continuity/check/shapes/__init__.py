"""SHACL, the shapes that data should have, as SPARQL over a store: read from Turtle, compiled, and run natively.

What is understood is the core language without property paths of more than one step and without qualified counts; a
shape that uses more is refused by name, never passed over. The findings are those of the specification's validation
report: focus node, path, value and constraint component; pySHACL is the oracle in the tests.
See https://www.w3.org/TR/shacl/.
"""

from __future__ import annotations

from continuity.check.shapes.compiling import Violation, subclasses, violations
from continuity.check.shapes.reading import Constraint, Path_, Shape, read_shapes, shipped

__all__ = ["Constraint", "Path_", "Shape", "Violation", "read_shapes", "shipped", "subclasses", "violations"]
