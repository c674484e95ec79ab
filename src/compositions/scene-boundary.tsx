import {Component, type ErrorInfo, type ReactNode} from 'react';
import {useDelayRender, useRemotionEnvironment} from 'remotion';

interface CatchProps {
  readonly onError: (error: Error, component: string | null) => void;
  readonly children: ReactNode;
}

/** The innermost component of React's stack, which begins `\n    at Chart (http://…)`. */
function innermost({componentStack}: ErrorInfo): string | null {
  return /^\s*at ([A-Z]\w*)/.exec(componentStack ?? '')?.[1] ?? null;
}

class Catch extends Component<CatchProps, {readonly failed: boolean}> {
  override state = {failed: false};
  static getDerivedStateFromError() {
    return {failed: true};
  }
  override componentDidCatch(error: Error, info: ErrorInfo) {
    this.props.onError(error, innermost(info));
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

export interface SceneBoundaryProps {
  /** What stands inside, as an error names it: `scene 'intro' (hook)`. */
  readonly part: string;
  readonly children: ReactNode;
}

/** Ends a render with the name of the component that threw. Previews keep their own way of showing errors. */
export function SceneBoundary({part, children}: SceneBoundaryProps) {
  const {cancelRender} = useDelayRender();
  const {isRendering} = useRemotionEnvironment();
  if (!isRendering) return children;
  return (
    <Catch
      onError={(error, component) => {
        const where = component === null ? part : `<${component}> in ${part}`;
        const named = new Error(`${where}: ${error.message}`, {cause: error});
        if (error.stack !== undefined) named.stack = error.stack.replace(error.message, named.message);
        cancelRender(named);
      }}
    >
      {children}
    </Catch>
  );
}
