"""`dondoc demo`: the unchanged program against the simulator, with the sample commune and four phones."""

from bot.demo.run import run_demo

__all__ = ["run_demo"]
