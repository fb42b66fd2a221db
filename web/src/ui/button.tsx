/** Buttons as cut paper: one lantern-coloured main button, plain ones beside it. */
import type { JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import { Link } from "./router.tsx";

interface ButtonProps {
  label: string;
  detail?: string;
  icon?: IconName;
  look?: "main" | "plain";
  testId?: string;
  onPress(): void;
}

function classOf(look: "main" | "plain" | undefined): string {
  return look === "main" ? "button button-main" : "button";
}

export function Button(props: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={classOf(props.look)}
      data-testid={props.testId}
      onClick={props.onPress}
    >
      {props.icon && <Icon name={props.icon} />}
      <span class="button-words">
        <span>{props.label}</span>
        {props.detail && <span class="button-detail">{props.detail}</span>}
      </span>
    </button>
  );
}

interface ButtonLinkProps {
  label: string;
  detail?: string;
  icon?: IconName;
  look?: "main" | "plain";
  testId?: string;
  href: string;
}

/** A button that goes to another page. */
export function ButtonLink(props: ButtonLinkProps): JSX.Element {
  return (
    <Link
      href={props.href}
      class={classOf(props.look)}
      {...(props.testId ? { testId: props.testId } : {})}
    >
      {props.icon && <Icon name={props.icon} />}
      <span class="button-words">
        <span>{props.label}</span>
        {props.detail && <span class="button-detail">{props.detail}</span>}
      </span>
    </Link>
  );
}

interface IconButtonProps {
  label: string;
  icon: IconName;
  isPressed?: boolean;
  testId?: string;
  onPress(): void;
}

/** A round button with an icon; its label is for those who cannot see the icon. */
export function IconButton(props: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.isPressed}
      data-testid={props.testId}
      onClick={props.onPress}
    >
      <Icon name={props.icon} />
    </button>
  );
}
