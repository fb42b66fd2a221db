/** What goes on in each room while nobody is there: moved by the style sheet alone, for days. */
import type { JSX } from "preact";
import { useDrawings } from "../play/drawings.ts";
import { Portrait } from "../play/portrait.tsx";

type Art = Record<string, string>;

const DISHES = ["fish", "rice", "pumpkin", "chicken", "egg", "kibble"] as const;
const ORNAMENTS = ["batik_earrings", "miao_bangle", "filigree_ring"] as const;
const AGES = [1, 5, 12, 25, 45, 65, 80] as const;

/** The actor of an effect; for one that the kiosk does not know, its own picture of a result. */
export function Actor({ effect, art }: { effect: string; art: Art }): JSX.Element {
  if (effect === "dodge_food") return <Stall art={art} />;
  if (effect === "heritage_jewelry") return <Bench art={art} />;
  if (effect === "age_booth") return <Booth art={art} />;
  return <Portrayed art={art} />;
}

/** A dog minds its stall, and clean dishes come down into the bowl. */
function Stall({ art }: { art: Art }): JSX.Element {
  const drawings = useDrawings(art, "");
  return (
    <div class="actor actor-stall">
      <div class="stall-way">
        <img class="stall-whole" src={drawings.stall} alt="" />
        <Portrait art={art} option="dog" isChosen />
        <img class="stall-whole" src={drawings.stall_front} alt="" />
        <img class="stall-wheel stall-wheel-left" src={drawings.stall_wheel} alt="" />
        <img class="stall-wheel stall-wheel-right" src={drawings.stall_wheel} alt="" />
        <img class="stall-bowl" src={drawings.bowl_served} alt="" />
      </div>
      {DISHES.map((dish, place) => (
        <img key={dish} class={`dish dish-${place}`} src={drawings[dish]} alt="" />
      ))}
    </div>
  );
}

/** Three ornaments hang before who wears them, and sway. */
function Bench({ art }: { art: Art }): JSX.Element {
  const drawings = useDrawings(art, "");
  return (
    <div class="actor actor-bench">
      <div class="bench-frame">
        <img src={drawings.result_portrait} alt="" />
      </div>
      {ORNAMENTS.map((ornament, place) => (
        <span key={ornament} class={`hanging hanging-${place}`}>
          <img src={drawings[`ornament_${ornament}`]} alt="" />
          <img class="gleam" src={drawings.sparkle} alt="" />
        </span>
      ))}
    </div>
  );
}

/** A life from one year to eighty in one wooden frame. */
function Booth({ art }: { art: Art }): JSX.Element {
  const drawings = useDrawings(art, "");
  return (
    <div class="actor actor-booth">
      <div class="booth-frame">
        {AGES.map((age, place) => (
          <img
            key={age}
            class="booth-age"
            style={{ "--place": place }}
            src={drawings[`figure_${age}`]}
            alt=""
          />
        ))}
        <img class="booth-wood" src={drawings.frame} alt="" />
      </div>
      <div class="booth-dial">
        <img src={drawings.dial} alt="" />
        <img class="booth-hand" src={drawings.dial_hand} alt="" />
      </div>
    </div>
  );
}

function Portrayed({ art }: { art: Art }): JSX.Element {
  const { portrait } = useDrawings(art, "result_");
  return <div class="actor actor-portrayed">{portrait && <img src={portrait} alt="" />}</div>;
}
