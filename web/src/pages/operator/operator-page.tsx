/** The operator's desk: signing in, then one section at a time. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { path } from "../../ui/router.tsx";
import { useStore } from "../../ui/store.ts";
import { ChoosePassword } from "./choose-password.tsx";
import "./styles/frame.css";
import "./styles/panels.css";
import "./styles/forms.css";
import "./styles/records.css";
import "./styles/dialogs.css";
import { Frame } from "./frame.tsx";
import { Loading } from "./parts/answers.tsx";
import { lookUp, session } from "./session.ts";
import { SignIn } from "./sign-in.tsx";
import { useDeskTexts } from "./words.ts";

export function Operator(): JSX.Element {
  const { t } = useDeskTexts();
  const state = useStore(session);
  const here = useStore(path);
  useEffect(() => {
    void lookUp();
  }, []);
  useEffect(() => {
    document.title = t("title");
  }, [t("title")]);
  switch (state.at) {
    case "looking":
      return (
        <div class="desk desk-door">
          <main>
            <Loading />
          </main>
        </div>
      );
    case "unreachable":
    case "nobody":
      return <SignIn state={state} />;
    case "signed_in":
      return state.session.must_change_password ? (
        <ChoosePassword isFirst />
      ) : (
        <Frame session={state.session} section={here.split("/")[2] ?? ""} />
      );
  }
}
