import type { PageContext } from '../../../../ui/index.ts'
import type { Layanan } from '../../domain/definition/types.ts'
import { drawWorkflow } from '../../domain/perancang/diagram.ts'
import { designMessages } from '../../messages/index.ts'

/** The workflow as a picture: shapes and line styles tell what colour tells. */
export function WorkflowDiagram({
  ctx,
  layanan,
}: Readonly<{ ctx: PageContext; layanan: Layanan }>) {
  const m = designMessages(ctx.lang)
  const picture = drawWorkflow(layanan, ctx.lang)
  const { width, height } = picture
  return (
    <figure class="alur">
      <figcaption class="vh">{m.diagramTitle}</figcaption>
      <div class="alur-gulung" tabIndex={0} role="group" aria-label={m.diagramTitle}>
        <svg
          role="img"
          aria-label={m.diagramAlt(String(picture.boxes.length))}
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
        >
          <defs>
            <marker
              id="panah"
              viewBox="0 0 8 8"
              refX="6"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path class="alur-panah" d="M0 0L8 4L0 8Z" />
            </marker>
          </defs>
          {picture.lines.map((line) => (
            <path class={`alur-garis ${line.kind}`} d={line.path} marker-end="url(#panah)" />
          ))}
          {picture.boxes.map((box) => (
            <g class={`alur-kotak ${box.kind}`}>
              <rect
                x={box.x}
                y={box.y}
                width={box.width}
                height={box.height}
                rx={box.kind === 'terbit' || box.kind === 'tolak' ? 26 : 6}
              />
              <text x={box.x + box.width / 2} y={box.y + (box.text.length > 1 ? 22 : 31)}>
                {box.text.map((text, index) => (
                  <tspan x={box.x + box.width / 2} dy={index === 0 ? 0 : 17}>
                    {text}
                  </tspan>
                ))}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <p class="kecil redup">{m.diagramLegend}</p>
    </figure>
  )
}
