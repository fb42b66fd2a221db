"""What the reference says of names that carry no words of their own in the code. CPython only.

effects/reference.py refuses to write while a name is missing here, or is here without being there.
"""

MEMBERS = {
    "SIGNALS": "names of the signals it needs; only these are computed, recorded and sent",
    "OCCLUDERS": 'parts of the visitor that hide what is worn behind them: `"face"`, `"hands"`',
    "AGES_FACE": "True: the camera picture's face is drawn at another age, the camera node's "
    "`value` in tenths of a year, 0 as it is",
    "HANDS_AT_ONCE": "how many hands are looked for: 1 where either hand will do, which costs half "
    "of 2",
    "ACTIONS": "words for what the visitor may choose by button, fifteen at most; the text "
    "`action.<word>` is said on it",
    "stage": "nodes and sounds, see [the stage](#the-stage)",
    "random": "the ticket's seed as a generator: `below(n)`, `between(low, high)`, "
    "`chance(permille)`, `pick(options)`, `shuffle(items)`",
    "choices": 'what the visitor picked before the play, for instance `{"stray": "cat"}`',
    "mode": '`"camera"` or `"pointer"`',
    "phase": "`ready`, `playing`, `completed` or `finished`; forward only, by `begin`, `complete` "
    "and `finish`",
    "hint": 'what the visitor is asked to do: `"nod"` shows the text `hint.nod`; `""` for none',
    "line": 'a subtitle: a key of the texts; `""` for none. `story.<name>` is told on a card',
    "done": "progress toward completion, of `goal`",
    "goal": "the whole of `done`; 0 shows no progress",
    "is_recording": "True while the page may keep a video, which the visitor may save",
    "watched": 'what the tracker need look for now, of `"face"` and `"hands"`; the rest costs '
    "nothing meanwhile, and its signals say that it is not there",
    "offered": "which of ACTIONS are offered now, a button each",
}

HELPERS = {
    "GoAhead": "`GoAhead(self.mode).next(signals)`: a clear yes, by a nod, a tap, a key or holding "
    "still for two seconds; wants the four signals `head_x`, `head_y`, `head_width` and "
    "`head_height`",
    "Nod": "`Nod().next(x, y, height)`: a quick down-up of the nose",
    "Stillness": "`Stillness().next(x, y, width, height)`: held still for two seconds",
    "Blow": "`Blow().next(signals.mouth_pucker_permille)`: lips pursed, against how this mouth "
    "rests; `strength_permille` is how far",
    "Hysteresis": "`Hysteresis(on_at, off_at).next(value)`: yes or no from a number, without "
    "flicker",
    "ease": "`ease(value, target, permille)`: a part of the way to a target; arrives in the end",
    "blend": "`blend(start, end, permille)`: the value so far between two",
    "clamp": "`clamp(value, low, high)`: the value, or the nearer bound",
    "HAND_GESTURES": "the names of gestures; a signal holds a place in it",
    "FINGERS": "the names of fingers; a signal holds a place in it",
}

KINDS = {
    "backdrop": "covers the whole window, whatever its shape; keep what matters in the middle",
    "camera": "the visitor, mirrored. Without `w` and `h` it lays itself out, as large as fits. "
    "`image` is the drawing that stands in for it in pointer mode",
    "group": "invisible; carries others",
    "sprite": "a picture of `art/`",
    "text": "words of the texts, fitted into `w` x `h`",
    "particles": "a small shower; ends by itself after two seconds",
    "model": "a glTF binary of `models/`; worn where it has an anchor, else it lies on the stage",
    "line": "a picture of `art/` bent along `points`, its left end at the first; `w` is the "
    "thickness. `add_point(x, y)` lets it go on, `point_count()` tells how far it is",
}

FIELDS = {
    "id": "given by the stage",
    "kind": "one of the kinds above",
    "role": "a word for tests and `inspect()`, `decor` unless it matters; `action:<word>` makes "
    "the node a button for that action",
    "image": "a picture of `art/`, a model of `models/`, or a preset of particles",
    "parent": "0, or the id of the node that carries it: "
    "`self.stage.sprite(name, carrier, …)` sets it",
    "x": "centre on the play field, 0 left .. 1000 right; on a camera node: of its picture, as "
    "signals are",
    "y": "centre on the play field, 0 top .. 1000 bottom; on a camera node: of its picture",
    "dx": "offset to the right in size units; from the carrier's centre where there is a carrier",
    "dy": "offset downward in size units",
    "w": "width in size units: 1000 are the field's width on a tall screen, three quarters of its "
    "height on a wide one; on a camera node thousandths of the picture's height",
    "h": "height in size units; 0 keeps the picture's shape",
    "turn_ddeg": "clockwise, tenths of a degree",
    "opacity_percent": "0..100",
    "layer": "higher is nearer",
    "is_flipped": "True mirrors it; words stay readable",
    "is_visible": "False hides it and what it carries",
    "motion": "a movement that the page plays by itself, see below",
    "anchor": "where on face or hand it hangs, see below",
    "text": "a key of the texts, for kind `text`",
    "value": "fills in the text's `{n}`; of a camera node with AGES_FACE the age in tenths of a "
    "year",
    "points": "of a line, in pairs; set by `add_point`",
}

MOTIONS = {
    "blink": "shuts for a moment, every few seconds",
    "bob": "floats up and down",
    "breathe": "swells very slightly",
    "drop_in": "falls into place with a spring; a new `value` drops it in anew",
    "fade_out": "fades within 0.4 s and stays invisible",
    "hop": "little hops",
    "pulse": "grows and shrinks once a second",
    "shake": "shakes its head, once",
    "spin": "turns once in six seconds",
    "steam": "rises and fades, over and over",
    "sway": "turns gently to and fro",
    "wag": "turns quickly to and fro",
}

PRESETS = {
    "crumbs": "pieces that burst and fall",
    "petals": "petals that sail down over `w` x `h`",
    "sparkle": "sparks that fly apart",
    "steam": "puffs that rise",
}

INSTRUMENTS = {
    "bell": "a small bell: arrival, thanks",
    "drop": "soft, low, sinking: not this one",
    "pluck": "a plucked string: a catch, a step",
    "wood": "a wood block: a tick, a tap",
}

STAGE = {
    "add": "`add(kind, parent=None, **fields)`: a node of any kind",
    "sprite": "`sprite(image, parent=None, **fields)`",
    "text": "`text(key, parent=None, **fields)`",
    "group": "`group(parent=None, **fields)`",
    "line": "`line(image, parent=None, **fields)`",
    "model": "`model(image, parent=None, **fields)`",
    "particles": "`particles(preset, parent=None, **fields)`",
    "remove": "`remove(node)`: takes it off with all that it carries",
    "sound": "`sound(instrument, degree=0, volume_percent=100)`: one note",
    "shutter": '`shutter(label="")`: this moment is a still picture, which the visitor may save',
}

MANIFEST = {
    "id": "the package's name, a word in `snake_case`",
    "api": "1; grows when the engine changes in a way that effects must follow",
    "task": "the donation task that a completion is for, one of the campaign's",
    "tracking": "what is looked for: `face`, `hands`, and `person` where the face is aged. A play "
    "waits for the first one; the others may come while it runs",
    "photo": "true where a photograph of the device may take the camera's place",
    "photo_hints": "which hint is shown then in a hint's place",
    "liked_still": "the still whose print gets a heart where the fact `liked` is told",
    "choices": "what the visitor picks before the play, a list of words each; `{}` for nothing",
    "limits.ticks_max": "how long a play may last; 30 ticks are a second",
    "limits.trace_bytes_max": "how large its trace may be, before deflating",
    "texts": "stamped: sha256 of each catalogue",
    "art": "stamped: sha256 of each picture",
    "models": "stamped: sha256 of each model",
    "figure": "stamped: sha256 of `figure.json`, or null",
}

TEXTS = {
    "title": "the effect's name",
    "summary": "one sentence on its card and in links",
    "how": "how it is played, in a sentence",
    "page.how_gestures": "gestures drawn beside `how`, names with a space between, the same in "
    "every language",
    "page.start_title": "heading of the start page",
    "page.consent_title": "asks for what the camera is to see: a face, hands",
    "page.consent_picture": "what becomes of the picture",
    "page.consent_numbers": "which numbers leave the device",
    "page.loading_title": "while it loads",
    "page.loading.effect": "step: the effect's files",
    "page.loading.python": "step: the interpreter",
    "page.loading.stage": "step: pictures",
    "page.loading.tracker": "step: the tracker",
    "page.loading.model": "step: the tracker's model",
    "page.loading.warmup": "step: the first tracked picture",
    "page.canvas": "what the picture of the play is, for those who cannot see it",
    "page.pointer_help": "how to play without a camera",
    "page.progress": "how far the play is: `{done}` of `{total}`",
    "page.delivering": "completed, on its way to the server",
    "page.kept": "completed, kept until the server can be reached",
    "page.pause.no_face": "the play waits for the visitor to be seen",
    "page.pause.tab_hidden": "the play waited while another page was looked at",
    "page.pause.visitor": "the visitor paused",
    "page.pause.leave": "the way out of a paused play",
    "page.verdict.unfunded": "the pledge is used up: no money moved",
    "page.verdict.not_completed": "the server found no completion",
}

TEXT_FAMILIES = (
    ("hint.<name>", 'what `self.hint = "<name>"` asks for'),
    ("choice.<name>, choice.<name>.<option>", "each choice of the manifest and its options"),
    ("action.<word>", "the button of each of ACTIONS"),
    ("result.<name>", "each of `facts()`, with the number as `{n}`"),
    ("fact.<n>.number, .sentence, .source", "the card of the result: one number, sentence, source"),
    ("story.<name>.title, .text, .place", "told on a card while `line` is `story.<name>`"),
    ("page.verdict_title.<status>", "gives a verdict a heading of its own"),
    ("keep.hashtag", "the task's hashtag, `#` included: on video, card and in the caption"),
    ("keep.caption", "what a visitor writes when sharing; hashtag and link are added"),
    ("keep.card_line", "the card's one warm sentence, two lines of 30 letters at most"),
    ("keep.still, keep.still.<label>", "below a print of the strip, with the label as `{n}`"),
)

PICTURES = (
    ("page_far, page_near", "behind the pages before and after the play, one on the other"),
    ("progress_0, progress_1 …", "beside the figures of the progress, from nothing done to all"),
    (
        "hint_<name>_0, hint_<name>_1 …",
        "the gesture of a hint, in turn; a hint `<name>_pointer` shows the pages' tapping hand",
    ),
    ("hint_show_hand_0 …", "how to come back into view, where the effect follows hands"),
    ("<option>_body, <option>_head …", "the portrait of what a choice offers"),
    ("result_portrait", "on the start page, while loading and beside the verdict"),
    ("steam_puff, sparkle, petal, crumb", "the particles' own pictures, soft dots without"),
)
