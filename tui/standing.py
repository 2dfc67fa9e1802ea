"""A screen that closes only itself, and only once, whatever lies over it meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.await_complete import AwaitComplete

T = TypeVar("T")

if TYPE_CHECKING:
    from textual.screen import Screen as Base
else:
    # No screen of its own: Textual follows the styles of the first of the bases alone.
    Base = Generic


class Standing(Base[T]):
    """What makes a screen of one that may be done with before it is in front.

    Textual closes whatever is on top: a result that comes late, as after a slow save, would
    close the question that was asked meanwhile, or the place below.
    """

    _closes_with: tuple[T | None] | None = None
    """What it is to be closed with once it is in front."""
    _is_over = False

    @property
    def is_in_front(self) -> bool:
        """Whether nothing lies over this screen."""
        return self.app.screen_stack[-1:] == [self]

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close this screen: at once if it is in front, else as soon as it is; never twice."""
        if not self._is_over and self.is_in_front:
            self._is_over = True
            return super().dismiss(result)
        self._closes_with = self._closes_with or (result,)
        return cast("AwaitComplete", AwaitComplete.nothing())  # type: ignore[no-untyped-call]

    def on_screen_resume(self) -> None:
        """Close, if that was to be."""
        if self._closes_with is not None and not self._is_over:
            self.dismiss(*self._closes_with)
