"""What the screens are made of; a widget shows and says, it decides nothing."""
