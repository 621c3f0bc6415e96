"""The federal indicators for one child, as their definitions read: a check of the engines."""
