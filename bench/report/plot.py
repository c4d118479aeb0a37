"""Small plots on logarithmic axes, as SVG."""

from math import ceil, floor, log10

WIDTH, HEIGHT = 560, 380
LEFT, RIGHT, TOP, BOTTOM = 74, 150, 34, 48
COLORS = ("#c0392b", "#2471a3", "#229954", "#8e44ad", "#b9770e", "#117a65",
          "#616a6b", "#1b2631", "#d35400")


class Axis:
    def __init__(self, values, start, end):
        low, high = min(values), max(values)
        self.low = floor(log10(low) * 2) / 2
        self.high = max(ceil(log10(high) * 2) / 2, self.low + 0.5)
        self.start, self.end = start, end

    def place(self, value):
        part = (log10(value) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def ticks(self):
        whole = range(ceil(self.low), floor(self.high) + 1)
        ticks = [10**n for n in whole]
        return ticks if len(ticks) > 1 else sorted(
            ticks + [10**self.low, 10**self.high])


def _line(x1, y1, x2, y2, color):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}"/>'


def _text(x, y, text, anchor="middle", color="#333"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{text}</text>'


def _frame(title, x_axis, y_axis, x_name, y_name, x_format, y_format):
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
             'font-family="sans-serif" font-size="11">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
             _text(LEFT, 18, title, "start")]
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for tick in x_axis.ticks():
        x = x_axis.place(tick)
        parts += [_line(x, TOP, x, bottom, "#ddd"), _text(x, bottom + 15, x_format(tick))]
    for tick in y_axis.ticks():
        y = y_axis.place(tick)
        parts += [_line(LEFT, y, right, y, "#ddd"), _text(LEFT - 6, y + 4, y_format(tick), "end")]
    parts += [_text((LEFT + right) / 2, HEIGHT - 10, x_name),
              f'<g transform="rotate(-90 14 {HEIGHT / 2})">'
              f'{_text(14, HEIGHT / 2, y_name)}</g>']
    return parts


def _axes(points):
    return (Axis([x for x, _ in points], LEFT, WIDTH - RIGHT),
            Axis([y for _, y in points], HEIGHT - BOTTOM, TOP))


def scatter(title, points, x_name, y_name, x_format, y_format):
    """`points` maps names to (x, y)."""
    x_axis, y_axis = _axes(list(points.values()))
    parts = _frame(title, x_axis, y_axis, x_name, y_name, x_format, y_format)
    for number, (name, (x, y)) in enumerate(points.items()):
        color = COLORS[number % len(COLORS)]
        at = (x_axis.place(x), y_axis.place(y))
        parts += [f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="5" fill="{color}"/>',
                  _text(at[0] + 8, at[1] + 4, name, "start", color)]
    return "\n".join(parts + ["</svg>"]) + "\n"


def lines(title, series, x_name, y_name, x_format, y_format):
    """`series` maps names to lists of (x, y)."""
    x_axis, y_axis = _axes([p for points in series.values() for p in points])
    parts = _frame(title, x_axis, y_axis, x_name, y_name, x_format, y_format)
    for number, (name, points) in enumerate(series.items()):
        color = COLORS[number % len(COLORS)]
        places = [(x_axis.place(x), y_axis.place(y)) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in places]
        parts.append(_text(places[-1][0] + 8, places[-1][1] + 4, name, "start", color))
    return "\n".join(parts + ["</svg>"]) + "\n"
