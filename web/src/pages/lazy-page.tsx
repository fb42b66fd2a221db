/** Pages that most visitors never open: their code, words and styles come when they are asked for. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Return a page that shows the bare ground until its module has come. A module that cannot be had
    is the boundary's to explain. */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | undefined;
  return function LazyPage(): JSX.Element {
    const [state, setState] = useState<{ page?: ComponentType | undefined; error?: unknown }>({
      page: loaded,
    });
    useEffect(() => {
      if (loaded) return;
      load().then(
        (page) => {
          loaded = page;
          setState({ page });
        },
        (error: unknown) => setState({ error }),
      );
    }, []);
    if (state.error) throw state.error;
    return state.page ? <state.page /> : <div class="page" aria-busy="true" />;
  };
}
