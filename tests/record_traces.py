"""Record the dodge game's traces anew after its rules changed: python -m tests.record_traces"""

import base64
import json
import zlib

from effects.release import EFFECTS
from tests.dodge_food_bot import play_dodge_food

PLAYS = (("sure", "dog", 0.0), ("first_timer", "cat", 0.35), ("clumsy", "dog", 0.6))


def main() -> None:
    """Write one file a kind of player."""
    for number, (name, stray, clumsy) in enumerate(PLAYS):
        seed = f"{number * 104729 + 41:032x}"
        recorded = play_dodge_food(seed, choices={"stray": stray}, clumsy=clumsy)
        kept = {
            "made_by": f"the bot of tests/dodge_food_bot.py, clumsy={clumsy}",
            "seed": seed,
            "expected": {"status": "completed", "ticks": recorded.ticks, "facts": recorded.facts},
            "trace": base64.b64encode(zlib.compress(recorded.trace, 9)).decode(),
        }
        path = EFFECTS / "dodge_food" / "traces" / f"bot_{name}.json"
        path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
        print(path.name, recorded.phase, recorded.ticks)


if __name__ == "__main__":
    main()
