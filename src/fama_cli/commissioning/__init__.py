"""What a partnership can do about mutual aid in its area: see what there is, agree what to do, and look again."""
