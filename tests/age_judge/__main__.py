"""`python -m tests.age_judge DIR`: how old each picture of a sheet looks, person by person."""

import sys
from pathlib import Path

from tests.age_judge.age_net import AgeNet
from tests.age_judge.progress import Progress, header, mean_of

FACE_MODEL = Path(__file__).resolve().parents[2] / "models/cache/face_landmarker.task"


def read_person(net: AgeNet, now: Path) -> Progress | None:
    """Return what is read from one person's pictures; None where a face is not found in one."""
    person = now.stem.removesuffix("-now")
    pictures = {
        int(path.stem.removeprefix(f"{person}-")): path
        for path in now.parent.glob(f"{person}-*.png")
        if path.stem.removeprefix(f"{person}-").isdecimal()
    }
    read = {age: net.age(path) for age, path in sorted(pictures.items())}
    stages = {age: years for age, years in read.items() if years is not None}
    untouched = net.age(now)
    if untouched is None or len(stages) < len(read):
        return None
    return Progress(person, untouched, stages)


def main() -> int:
    """Print the table; return 1 where there is nothing to judge."""
    folder = Path(sys.argv[1]) if len(sys.argv) == 2 else None
    shots = sorted(folder.glob("*-now.png")) if folder else []
    if not shots:
        print(
            f"got {sys.argv[1:]}, expected one folder that `kindlens sheet … --out DIR` has filled",
            file=sys.stderr,
        )
        return 1
    net = AgeNet(FACE_MODEL)
    people: list[Progress] = []
    for now in shots:
        person = read_person(net, now)
        if person is None:
            print(f"{now.name}: no face was found in one of its pictures", file=sys.stderr)
            continue
        if not people:
            print(header(list(person.stages)))
        people.append(person)
        print(person.line(), flush=True)
    if people:
        print(mean_of(people).line())
    return 0 if people else 1


if __name__ == "__main__":
    sys.exit(main())
