/** A picture of the effect's art, small. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

export function Drawing({
  svg,
  name,
}: {
  svg: string | undefined;
  name: string;
}): JSX.Element | null {
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (svg === undefined) return;
    const made = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  if (svg === undefined || url === "") return null;
  return <img class="drawing" src={url} alt={name} />;
}
