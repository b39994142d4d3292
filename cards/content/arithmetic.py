"""Evaluates the arithmetic of compute cards, and nothing else: no names, calls or types beyond the listed."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

Number = int | float

MAX_LENGTH = 300
MAX_EXPONENT = 64  # keeps 9**9**9 from eating the machine
MAX_PLACES = 15  # nor round(7, -999999999)
MAX_SIZE = 1e15  # beyond this a float no longer holds every whole number

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min, "max": max, "abs": abs, "round": round, "sqrt": math.sqrt, "log": math.log,
    "log2": math.log2, "exp": math.exp, "floor": math.floor, "ceil": math.ceil,
}  # fmt: skip
BINARY: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow,
}  # fmt: skip
COMPARE: dict[type[ast.AST], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
UNARY: dict[type[ast.AST], Callable[[Any], Any]] = {
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_,
}  # fmt: skip


def evaluate(expression: str, names: Mapping[str, Number]) -> Number:
    """The value of `expression` with `names` known; ValueError says in a sentence why there is none."""
    if len(expression) > MAX_LENGTH:
        raise ValueError(f"the expression is longer than {MAX_LENGTH} characters")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        return _finite(_value(tree.body, names), expression)
    except SyntaxError:
        raise ValueError(f"'{expression}' is not an expression") from None
    except ZeroDivisionError:
        raise ValueError(f"'{expression}' divides by zero with {_shown(names)}") from None
    except (ArithmeticError, TypeError, RecursionError, MemoryError) as error:
        raise ValueError(f"'{expression}' fails with {_shown(names)}: {error}") from None


def _finite(value: Any, expression: str) -> Number:
    if isinstance(value, complex) or not math.isfinite(value) or abs(value) > MAX_SIZE:
        raise ValueError(f"'{expression}' is not a finite real number of ordinary size")
    return value  # type: ignore[no-any-return]  # the operators' values are Any; narrowed just above


def _value(node: ast.AST, names: Mapping[str, Number]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.Name(id=name):
            if name not in names:
                raise ValueError(f"'{name}' is not one of {_shown(names)}")
            return names[name]
        case ast.UnaryOp(op=op, operand=operand) if type(op) in UNARY:
            return UNARY[type(op)](_value(operand, names))
        case ast.BinOp(op=op, left=left, right=right) if type(op) in BINARY:
            return _binary(op, _value(left, names), _value(right, names))
        case ast.BoolOp(op=op, values=parts):
            held = (bool(_value(part, names)) for part in parts)
            return all(held) if isinstance(op, ast.And) else any(held)
        case ast.Compare(left=left, ops=ops, comparators=rest) if all(type(op) in COMPARE for op in ops):
            values = [_value(part, names) for part in (left, *rest)]
            return all(COMPARE[type(op)](a, b) for op, a, b in zip(ops, values, values[1:], strict=False))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return _called(name, [_value(part, names) for part in args])
    allowed = "numbers, names, + - * / // % **, comparisons, and, or, not, " + " ".join(FUNCTIONS)
    raise ValueError(f"'{ast.unparse(node)}' is not allowed (allowed: {allowed})")


def _called(name: str, values: list[Any]) -> Any:
    if name == "round" and any(abs(places) > MAX_PLACES for places in values[1:]):
        raise ValueError(f"rounding to more than {MAX_PLACES} places is not allowed")
    try:
        return _finite(FUNCTIONS[name](*values), name)
    except ValueError:
        raise ValueError(f"{name} has no value for {', '.join(map(str, values))}") from None


def _binary(op: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(op, ast.Pow) and abs(right) > MAX_EXPONENT:
        raise ValueError(f"a power above {MAX_EXPONENT} is not allowed")
    return _finite(BINARY[type(op)](left, right), "a step of the expression")


def _shown(names: Mapping[str, Number]) -> str:
    return ", ".join(f"{name}={value}" for name, value in names.items()) or "no names"
