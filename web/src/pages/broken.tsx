/** What is left to say when a page itself fails. */
import { Component, type ComponentChildren, type JSX } from "preact";
import stray from "../art/task_stray.svg";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { useTexts } from "../ui/texts.ts";

interface BoundaryProps {
  children: ComponentChildren;
}

/** Shows a way out instead of an empty page when a component throws. */
export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ComponentChildren {
    return this.state.hasFailed ? <Broken /> : this.props.children;
  }
}

function Broken(): JSX.Element {
  const { t } = useTexts();
  return (
    <Page title={t("title.broken")} look="reading">
      <section class="lost paper" role="alert">
        <img src={stray} alt="" width="600" height="420" />
        <h1>{t("broken.title")}</h1>
        <p class="lead">{t("broken.text")}</p>
        <Button
          look="main"
          icon="retry"
          label={t("problem.reload")}
          onPress={() => location.reload()}
        />
      </section>
    </Page>
  );
}
