"""Files as text: opened whatever their encoding, cut into cells only where they are asked for."""
