"""The pictures of an effect: plain, safe, self-contained SVG that costs few bytes."""

import re
import xml.etree.ElementTree as ET

from effects.checks.problem import Problem, line_of
from effects.place import EffectPlace

ART_BYTES_MAX = 600_000
SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# What draws, and nothing else: no script, no page inside, no text in a font that may be missing,
# no animation that runs without the stage.
ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "marker"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "filter"),
        *("feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix"),
        *("feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood"),
        *("feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode"),
        *("feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight"),
        *("feTile", "feTurbulence"),
    )
)
NAME = re.compile(r"[a-z][a-z0-9_]*")
DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)", re.I)
FOREIGN_CSS = re.compile(r"@import|url\(\s*['\"]?(?!#)|expression\(|\\", re.I)
EDITORS = ("sodipodi", "inkscape", "adobe", "sketch", "figma", "serif")


def check_art(place: EffectPlace) -> list[Problem]:
    """Return pictures that are no plain, self-contained SVG, or too many bytes."""
    problems: list[Problem] = []
    total = 0
    for name, path in place.art_files().items():
        file = f"{place.id}/art/{name}.svg"
        try:
            svg = path.read_text("utf-8")
        except OSError as error:
            told = (f"{error.strerror}", "a file that can be read", "let yourself read it")
            problems.append(Problem(file, 0, *told))
            continue
        except UnicodeDecodeError as error:
            problems.append(Problem(file, 0, str(error), "UTF-8", "save it as UTF-8"))
            continue
        total += len(svg.encode())
        if not NAME.fullmatch(name):
            problems.append(
                Problem(file, 0, repr(name), "a name of a-z, 0-9 and _", "rename the file")
            )
        problems += check_svg(file, svg)
    if total > ART_BYTES_MAX:
        problems.append(
            Problem(
                f"{place.id}/art",
                0,
                f"{total} bytes",
                f"at most {ART_BYTES_MAX}",
                "round coordinates to a tenth and drop what the drawing program added",
            )
        )
    folder = place.folder / "art"
    for path in sorted(folder.glob("*")):
        if path.name.startswith(".") or (path.suffix in (".svg", ".md") and path.is_file()):
            continue
        kind = "a folder" if path.is_dir() else f"a file {path.suffix or 'without an ending'}"
        problems.append(
            Problem(
                *(f"{place.id}/art/{path.name}", 0, kind),
                "SVG files beside each other, which alone are shown",
                "move what is in it up" if path.is_dir() else "draw it as SVG, or move it away",
            )
        )
    return problems


def check_svg(file: str, svg: str) -> list[Problem]:
    """Return what is unsafe or would not show of one picture. file: its name in problems."""
    if match := DOCTYPE.search(svg):
        return [
            Problem(
                *(file, line_of(svg, match[0]), match[0], "SVG without a document type"),
                "delete that line",
            )
        ]
    try:
        root = ET.fromstring(svg)  # noqa: S314  Entities, which are what is dangerous, are refused.
    except ET.ParseError as error:
        line = error.position[0]
        return [Problem(file, line, f"no XML ({error})", "well-formed SVG", "mend it there")]
    if root.tag != f"{SVG}svg":
        return [
            Problem(
                *(file, 1, f"<{_short(root.tag)}>", "<svg> in the name space of SVG"),
                'begin with <svg xmlns="http://www.w3.org/2000/svg" …>',
            )
        ]
    problems: list[Problem] = []
    if "viewBox" not in root.attrib:
        problems.append(
            Problem(file, 1, "no viewBox", "one, so that it scales", 'add viewBox="0 0 100 100"')
        )
    for element in root.iter():
        problems += _check_element(file, svg, element)
    return problems


def _check_element(file: str, svg: str, element: ET.Element) -> list[Problem]:
    tag = _short(str(element.tag))
    problems: list[Problem] = []
    if not str(element.tag).startswith(SVG):
        if not any(editor in str(element.tag) for editor in EDITORS):
            problems.append(
                Problem(
                    *(file, line_of(svg, f":{tag}"), f"<{tag}> of another name space", "SVG alone"),
                    "delete it",
                )
            )
        return problems
    if tag not in ELEMENTS:
        problems.append(
            Problem(
                *(file, line_of(svg, f"<{tag}"), f"<{tag}>", "elements that draw shapes"),
                "turn text into paths" if tag == "text" else "delete it, or draw it as paths",
            )
        )
    if tag == "style" and (match := FOREIGN_CSS.search(element.text or "")):
        problems.append(_foreign(file, svg, match[0]))
    for name, value in element.attrib.items():
        short = _short(name)
        if short.lower().startswith("on"):
            problems.append(
                Problem(
                    *(file, line_of(svg, short), f"{short}=…", "no script"), "delete the attribute"
                )
            )
        is_link = name in ("href", XLINK_HREF) or short == "src"
        if (is_link and not value.startswith("#")) or FOREIGN_CSS.search(value):
            problems.append(_foreign(file, svg, value[:60]))
    return problems


def _foreign(file: str, svg: str, got: str) -> Problem:
    return Problem(
        *(file, line_of(svg, got), repr(got), "references into the picture itself, such as #id"),
        "put what it refers to into this file",
    )


def _short(name: str) -> str:
    return name.rpartition("}")[2]
