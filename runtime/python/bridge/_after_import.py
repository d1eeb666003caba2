"""Does something to a module once the script has imported it. A script that does not use a framework does not wait for it."""

import importlib.abc
import importlib.machinery
import sys


def after_import(name, change):
    """Calls `change(module)` now where the module is there, else right after it was loaded."""
    if name in sys.modules:
        change(sys.modules[name])
    else:
        sys.meta_path.insert(0, _Finder(name, change))


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name, change):
        self.name = name
        self.change = change

    def find_spec(self, name, path, target=None):
        if name != self.name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, self.change)
        return spec


class _Loader(importlib.abc.Loader):
    def __init__(self, loader, change):
        self.loader = loader
        self.change = change

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__loader__ = module.__spec__.loader = self.loader
        self.loader.exec_module(module)
        self.change(module)
