"""A theme of ours as Textual takes it."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

import themes


def textual_theme(theme: themes.Theme) -> Theme:
    """Return a theme with our roles as its variables, so that style sheets can name them."""
    roles = theme.roles
    return Theme(
        name=theme.name,
        primary=roles["accent"],
        secondary=roles["focus"],
        accent=roles["accent"],
        warning=roles["warn"],
        error=roles["err"],
        success=roles["met"],
        foreground=roles["ink"],
        background=roles["background"],
        surface=roles["surface"],
        panel=roles["panel"],
        dark=theme.dark,
        ansi=theme.ansi,
        # Textual's own style sheets ask an ANSI theme for more than roles.
        variables={**(BUILTIN_THEMES["ansi-dark"].variables if theme.ansi else {}), **roles},
    )
