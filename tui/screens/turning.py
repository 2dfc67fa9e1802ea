"""Taking back and bringing back: what a toast offers, else the newest, and that only knowingly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habit.errors import CouldNotError, RefusedError
from storage.store import Action, ClashError, NothingError, StoreError
from tui.paint import sentence
from tui.state import unsaved
from tui.watching import NAMED

if TYPE_CHECKING:
    from tui.screens.place import Place


async def turn(place: Place, key: str, *, undone: bool) -> None:
    """Take an action back or bring it back, and say so, or why not."""
    try:
        await _turned(place, key, undone=undone)
    except (CouldNotError, RefusedError) as error:
        place.say(unsaved(error), trouble=isinstance(error, StoreError))


async def turn_newest(place: Place, *, undone: bool) -> None:
    """Do what is offered; else turn the newest action, but name that of another session first."""
    state = place.state
    # An offer holds for whatever was on the screen when the key was pressed.
    key = state.offered(undone=undone)
    await state.catch_up()
    if key:
        await turn(place, key, undone=undone)
        return
    refused: NothingError | None = None
    for one in [it for it in state.store.actions if it.undone == undone]:
        if one.id not in state.store.done_here:
            _name(place, one)
            return
        try:
            await _turned(place, one.id, undone=undone)
        except NothingError as error:  # something later refers to all of it: the one before then
            refused = refused or error
        except (CouldNotError, RefusedError) as error:
            place.say(unsaved(error), trouble=isinstance(error, StoreError))
            return
        else:
            return
    nothing = f"There is nothing to {'bring' if undone else 'take'} back."
    place.say(sentence(refused) if refused else nothing)


def _name(place: Place, one: Action) -> None:
    """Say what another session did, or an earlier one, before it is taken back."""
    state = place.state
    if one.undone:
        said = f"The last undo was made elsewhere: {one.what}. U again brings it back"
    elif one.at > state.begun:
        said = f"The newest change was made elsewhere: {one.what}. u again takes it back"
    else:
        said = f"The newest change is from an earlier session: {one.what}. u again takes it back"
    place.notify(f"{said}, ^u lists all.", timeout=NAMED, markup=False)
    state.offer(one.id, undone=one.undone, seconds=NAMED)


async def _turned(place: Place, key: str, *, undone: bool) -> None:
    """Take an action back or bring it back; later changes are gone over only after a yes."""
    from tui.dialogs.confirm import ConfirmDialog
    from tui.dialogs.undo import words_of

    state = place.state
    try:
        done = await state.turn(key, undone=undone)
    except ClashError as clash:
        asked = "Bring it back anyway?" if undone else "Take it back anyway?"
        question = f"{sentence(clash)} {asked} {'u' if undone else 'U'} has it again."
        if not await place.app.push_screen_wait(ConfirmDialog("Changed since", question)):
            return
        done = await state.turn(key, undone=undone, over=True)
    place.kept(words_of(done, undone=undone), undoable=False)
    if not done.stay:
        place.offer(undone=not undone)
