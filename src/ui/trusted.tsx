/** The only place that prints unescaped text: our own built style sheets, and SVG made by our own code. */
export function InlineStyle({ text }: { text: string }) {
  return <style dangerouslySetInnerHTML={{ __html: text }} />
}

/** SVG markup from a library that makes it from our values (QR codes). Never user input. */
export function TrustedSvg({ svg, label }: { svg: string; label: string }) {
  return <div role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />
}
